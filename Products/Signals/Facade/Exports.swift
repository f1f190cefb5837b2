// Whoever holds the door holds the values that pass through it.
@_exported public import SignalsContracts
