// Command synoptic reads many outlets' accounts of the same news and lays them
// side by side. See "synoptic help".
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"synoptic/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ())
	stop()
	os.Exit(code)
}
