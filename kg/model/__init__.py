"""The words of the house as frozen, slotted, typed values."""
