# What every app ends with.
LABEL org.example.team="platform"
SERVICE_USER app
WORKDIR /
