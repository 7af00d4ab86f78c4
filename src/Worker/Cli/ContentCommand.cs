using System.CommandLine;

namespace Syndication.Worker.Cli;

/// <summary><c>syndication content</c>: what of the content is held, and the word that it is right.</summary>
internal static class ContentCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Terminal terminal) => new("content", "Say what is held back of the posts, and accept it.")
    {
        ContentStatusCommand.Create(terminal),
        ContentAcceptCommand.Create(terminal),
    };
}
