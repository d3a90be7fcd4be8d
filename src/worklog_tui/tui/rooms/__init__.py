"""Who does the commands of the main screen: one class a room, imported when first asked for."""
