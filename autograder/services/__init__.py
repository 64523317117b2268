"""One use case each: they join the rooms below and return values; whoever calls them speaks."""
