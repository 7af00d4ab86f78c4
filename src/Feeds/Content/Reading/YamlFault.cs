using YamlDotNet.Core;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Says where and what a YAML error is.</summary>
internal static class YamlFault
{
    /// <summary>The error with the position that a person would look at.</summary>
    public static FrontMatterException Describe(YamlException fault, ReadOnlySpan<char> yaml, string help)
    {
        var (line, column) = (fault.Start.Line, fault.Start.Column);
        if (fault.Message.Contains(" tab ", StringComparison.Ordinal) && TabIndentation(yaml) is > 0 and var tab) (line, column) = (tab, 1);
        var lines = yaml.Count('\n') + (yaml.EndsWith("\n") ? 0 : 1);
        return new(ProblemCodes.Yaml, (int)Math.Clamp(line, 1, Math.Max(1, lines)), (int)Math.Max(1, column), $"The front matter is not valid YAML: {fault.Message}", help);
    }

    // YamlDotNet gives the start of the stream for a tab used as indentation.
    private static int TabIndentation(ReadOnlySpan<char> yaml)
    {
        var number = 0;
        foreach (var line in yaml.EnumerateLines())
        {
            number++;
            if (line[..^line.TrimStart(" \t").Length].Contains('\t') && !line.IsWhiteSpace()) return number;
        }

        return 0;
    }
}
