using System.CommandLine;
using Syndication.Worker.Cli.Editions;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication editions</c>: what was and is being sent, and what is held.</summary>
internal static class EditionsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("editions", "List editions, show one, pause, resume, cancel or retry it, and release a newsletter that is held.")
    {
        EditionsListCommand.Create(terminal),
        EditionsShowCommand.Create(terminal),
        EditionsPauseCommand.Create(terminal),
        EditionsResumeCommand.Create(terminal),
        EditionsCancelCommand.Create(terminal),
        EditionsRetryCommand.Create(terminal),
        EditionsReleaseCommand.Create(terminal),
    };
}
