using System.Text;
using YamlDotNet.Core;

namespace Syndication.Feeds.Content.Reading;

/// <summary>Reads YAML front matter into our own values, within limits.</summary>
internal static class FrontMatterReader
{
    /// <summary>Most UTF-8 bytes of front matter.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most levels of lists and mappings.</summary>
    public const int MaxDepth = 32;

    /// <summary>Most aliases, expanded ones included.</summary>
    public const int MaxAliases = 100;

    private const string SyntaxHelp = "Put quotes around a value that holds ': ', '#' or begins with a special character, and indent with spaces.";

    /// <summary>The mapping, or the problem; never throws for what the text holds.</summary>
    /// <param name="file">Path for the problem.</param>
    /// <param name="yaml">The text between the marks, with LF line ends.</param>
    /// <param name="opening">Line of the opening mark in the file, from 1.</param>
    public static FrontMatterResult Read(string file, ReadOnlyMemory<char> yaml, int opening)
    {
        if (Encoding.UTF8.GetByteCount(yaml.Span) > MaxBytes)
        {
            return Fail(file, opening, new(ProblemCodes.Limit, 0, 1, "The front matter is over 64 KiB.", "Move long text into the body."));
        }

        if (PlainFrontMatterReader.Read(yaml.Span, opening) is { } plain) return new(plain, null);
        var events = new FrontMatterEventReader(yaml, opening);
        try
        {
            return new(events.Read(), null);
        }
        catch (FrontMatterException fault)
        {
            return Fail(file, opening, fault);
        }
        catch (YamlException fault)
        {
            return Fail(file, opening, YamlFault.Describe(fault, yaml.Span, SyntaxHelp));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // YamlDotNet 16.3 meets some malformed text (an unclosed list that a new key follows) with errors of its own code.
            return Fail(file, opening, new(ProblemCodes.Yaml, events.Line, events.Column, "The front matter is not valid YAML: what starts here does not end.", SyntaxHelp));
        }
    }

    private static FrontMatterResult Fail(string file, int opening, FrontMatterException fault) =>
        new(null, new(file, opening + fault.Line, fault.Column, ProblemSeverity.Error, fault.Code, fault.Message, fault.Help));
}
