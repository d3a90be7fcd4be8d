"""``@record``: frozen, slotted values as ``@dataclass(frozen=True, slots=True)`` makes them, at a tenth of its cost.

``dataclasses`` imports ``inspect`` and compiles six methods for each class; a command that lives for 100 ms and knows
60 classes cannot pay that. Here the methods are shared and ``__init__`` is compiled when the first value is made.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import dataclass_transform
else:

    def dataclass_transform(**_: object):  # at run time it says nothing
        return lambda function: function


T = TypeVar("T")
_NOTHING: Any = object()


class _Field:
    """What ``field`` says of one field."""

    __slots__ = ("default", "factory", "repr")

    def __init__(self, default: object, factory: Callable[[], object] | None, shown: bool) -> None:
        self.default = default
        self.factory = factory
        self.repr = shown


@overload
def field(*, default: T, repr: bool = True) -> T: ...
@overload
def field(*, default_factory: Callable[[], T], repr: bool = True) -> T: ...
def field(*, default: Any = _NOTHING, default_factory: Any = None, repr: bool = True) -> Any:
    """A field with a default made anew for each value, or one that ``repr`` leaves out."""
    return _Field(default, default_factory, repr)


@overload
def record(cls: type[T]) -> type[T]: ...
@overload
def record(*, frozen: bool = True, eq: bool = True, slots: bool = True) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: Any = None, *, frozen: bool = True, eq: bool = True, slots: bool = True) -> Any:
    """The class with ``__init__``, ``__repr__`` and (``eq``) ``__eq__`` over its annotated fields; hashable if frozen.

    ``slots`` False keeps a ``__dict__``, for cached properties. No inheritance of fields.
    """
    if cls is None:
        return lambda found: _made(found, frozen, eq, slots)
    return _made(cls, frozen, eq, slots)


def replace(value: T, /, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    cls: Any = type(value)
    for name in cls.__match_args__:
        if name not in changes:
            changes[name] = getattr(value, name)
    return cls(**changes)  # type: ignore[no-any-return]


def as_dict(value: object) -> dict[str, Any]:
    """The fields of a record by their names, values as they are."""
    cls: Any = type(value)
    return {name: getattr(value, name) for name in cls.__match_args__}


def _made(cls: type, frozen: bool, eq: bool, slots: bool) -> type:
    space = dict(cls.__dict__)
    names = tuple(space.get("__annotations__", ()))
    defaults: dict[str, Any] = {}
    for name in names:
        if name in space:
            defaults[name] = space.pop(name)
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    space["__slots__"] = names if slots else (*names, "__dict__")
    space["__match_args__"] = names
    space["_defaults"] = defaults
    space["_values"] = attrgetter(*names)
    space["__init__"] = _first_init
    space["__reduce__"] = _reduce
    space["__replace__"] = replace
    space.setdefault("__repr__", _repr)
    if eq:
        space["__eq__"] = _eq
        space["__hash__"] = space.get("__hash__") or (_hash if frozen else None)
    if frozen:
        space["__setattr__"] = _no_setattr
        space["__delattr__"] = _no_setattr
    made: type = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    return made


def _first_init(self: Any, *args: Any, **values: Any) -> None:
    """Compiles the class's ``__init__`` and steps aside for it."""
    cls: Any = type(self)
    cls.__init__ = _compiled(cls)
    cls.__init__(self, *args, **values)


def _compiled(cls: Any) -> Any:
    """An ``__init__`` that writes through the slots' descriptors: ``__setattr__`` refuses, and would be slower."""
    names, defaults = cls.__match_args__, cls._defaults
    scope: dict[str, Any] = {"_nothing": _NOTHING}
    arguments, lines = [], []
    for i, name in enumerate(names):
        scope[f"_set{i}"] = cls.__dict__[name].__set__
        default = defaults.get(name, _NOTHING)
        value, argument = name, name
        if type(default) is _Field:
            if default.factory is not None:
                scope[f"_new{i}"] = default.factory
                argument, value = f"{name}=_nothing", f"_new{i}() if {name} is _nothing else {name}"
                default = _NOTHING
            else:
                default = default.default
        if default is not _NOTHING:
            scope[f"_default{i}"] = default
            argument = f"{name}=_default{i}"
        arguments.append(argument)
        lines.append(f" _set{i}(_self, {value})")
    exec(f"def __init__(_self, {', '.join(arguments)}):\n" + "\n".join(lines), scope)  # noqa: S102  # names of fields
    made = scope["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _eq(self: Any, other: Any) -> Any:
    if self is other:
        return True
    return self._values(self) == self._values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._values(self))


def _repr(self: Any) -> str:
    cls = type(self)
    shown = [n for n in cls.__match_args__ if not (isinstance(f := cls._defaults.get(n), _Field) and not f.repr)]
    return f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _reduce(self: Any) -> tuple[Any, ...]:
    return type(self), tuple(getattr(self, name) for name in type(self).__match_args__)


def _no_setattr(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"{type(self).__name__}.{name} cannot be changed: make another value with replace()")
