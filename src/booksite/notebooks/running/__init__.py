"""Running a notebook: its data, its kernel, its stored outputs; needed by nothing that reads one."""
