"""The machine lets the platform down: killed processes, full disks, clocks that go back."""
