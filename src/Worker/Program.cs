using Syndication.Worker.Cli;

return await CommandLine.RunAsync(args, Terminal.System(), CancellationToken.None);
