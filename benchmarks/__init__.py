"""What the app costs, as ratios to yardsticks measured in the same run: ``make bench``.

Absolute times drift twofold on a busy machine; ratios of interleaved rounds do not.
"""
