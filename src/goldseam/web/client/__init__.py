"""What exists while the device is in a client's hands: the form, and the therapist's way back."""
