# The service in a container. Alone it keeps the network in SQLite under /srv/data; compose.yaml puts a Neo4j behind it.
FROM python:3.11-slim

WORKDIR /srv
COPY constraints.txt pyproject.toml LICENSE README.md ./
COPY graph_service graph_service
COPY cypher cypher
COPY seeds seeds
RUN pip install --no-cache-dir --constraint constraints.txt . \
    && useradd --system --home-dir /srv service \
    && mkdir data \
    && chown service data

USER service
# Inside the container every address; what the host publishes is for it to say, and compose.yaml says loopback.
# Its clock is UTC: give GRAPH_SERVICE_TIMEZONE for the day of the office (docker run -e GRAPH_SERVICE_TIMEZONE=Asia/Shanghai).
ENV GRAPH_SERVICE_HOST=0.0.0.0
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
# Loading what is stored already writes nothing, so every start may do it.
CMD ["sh", "-c", "graph-service load seeds --if-new && exec graph-service serve"]
