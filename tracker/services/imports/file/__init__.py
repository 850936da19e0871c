"""One file: its bytes, sheets and cells, and the names its columns go by."""
