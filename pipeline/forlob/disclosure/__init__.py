"""From declared measures to what may be shown: which counts are too small, and which must go with them."""
