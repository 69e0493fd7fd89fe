"""Speed, as ratios from one run. `make bench` runs all; `make bench ONLY=dashboard N=10000` one, at one size."""
