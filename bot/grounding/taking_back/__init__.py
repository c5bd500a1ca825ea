"""What a later stored sentence takes back or updates of an earlier one."""
