greeting=$(words_hello)
echo "$greeting from the app; $(cat "$(dirname "$0")/data.txt")"
