// The program; grows into the command line.
int main() {}
