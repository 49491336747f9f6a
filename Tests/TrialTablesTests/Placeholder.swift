// Placeholder until the first suite of this room lands.
