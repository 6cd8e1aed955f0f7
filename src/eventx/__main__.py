"""`python -m eventx` is the command `eventx`."""

from eventx.cli import main

if __name__ == "__main__":
    main()
