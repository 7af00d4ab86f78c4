namespace Syndication.Feeds.Content.Reading;

/// <summary>Ends the reading of front matter; never leaves <see cref="FrontMatterReader"/>.</summary>
internal sealed class FrontMatterException(string code, int line, int column, string message, string help) : Exception(message)
{
    /// <summary>One of <see cref="ProblemCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>Line in the front matter, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column, from 1.</summary>
    public int Column { get; } = column;

    /// <summary>How to mend it.</summary>
    public string Help { get; } = help;
}
