"""Lists of duties, for pages of any app above; and the page on which somebody says that a duty takes longer."""
