using System.CommandLine;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication bounces</c>: what came back.</summary>
internal static class BouncesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("bounces", "Read what comes back: reports of failures, complaints, unsubscriptions by mail.") { BouncesReadCommand.Create(terminal) };
}
