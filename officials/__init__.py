"""Who of the regulator may do what: accounts of officials, who manages which route and group."""
