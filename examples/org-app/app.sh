#!/bin/sh
echo "app @VERSION@ runs as $(id -u)"
