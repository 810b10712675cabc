"""From cells to registers: pure functions and the findings they make; nothing is dropped or changed without one."""
