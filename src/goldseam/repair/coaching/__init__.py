"""What the coach is made of: words, patterns, scopes, rules, criteria, the gate."""
