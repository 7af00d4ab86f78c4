using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Collects findings.</summary>
/// <param name="bytes">The document.</param>
/// <param name="html">What is known of an entry's content; null where nothing is.</param>
internal sealed class LintReport(ReadOnlyMemory<byte> bytes, KnownHtml? html = null)
{
    // A broken generator breaks every entry alike: more of the same helps nobody. Warnings never crowd out an error.
    private const int Most = 200;

    private int _warnings;
    private int _errors;
    private readonly List<LintFinding> _findings = [];

    public IReadOnlyList<LintFinding> Findings => _findings;

    /// <summary>What is known of an entry's content, or null.</summary>
    public KnownHtml? Html => html;

    public void Error(int rule, LintPlace place, string message) => Add(rule, ProblemSeverity.Error, place, message);

    public void Warning(int rule, LintPlace place, string message) => Add(rule, ProblemSeverity.Warning, place, message);

    /// <summary>Reports an error where a condition does not hold.</summary>
    public void Require(bool holds, int rule, LintPlace place, string message)
    {
        if (!holds)
            Error(rule, place, message);
    }

    /// <summary>The place of a byte.</summary>
    public static LintPlace At(long offset) => new(0, 0, offset);

    private LintPlace Locate(long offset)
    {
        var before = bytes.Span[..(int)Math.Min(offset, bytes.Length)];
        return new LintPlace(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private void Add(int rule, ProblemSeverity severity, LintPlace place, string message)
    {
        var count = severity == ProblemSeverity.Error ? ++_errors : ++_warnings;
        if (count > Most)
            return;
        if (place.Offset is { } offset)
            place = Locate(offset);
        _findings.Add(new LintFinding(rule, severity, message, place.Line, place.Column));
    }
}
