"""What the web server has from here: whose word it takes for the scheme of a request, and what it writes down."""

import os
import re

# The same that settings read, so that the two cannot differ; none where nothing is said.
forwarded_allow_ips = ",".join(filter(None, re.split(r"[,\s]+", os.environ.get("TRUSTED_PROXIES", ""))))
logger_class = "portal.access_log.AccessLog"
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s bytes %(M)s ms'
# In seconds: longer than the proxy keeps an idle connection (deploy/Caddyfile), so that it never writes into one
# that was just closed, and answers 502.
keepalive = 75
