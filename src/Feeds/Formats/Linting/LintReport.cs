using Syndication.Feeds.Content;

namespace Syndication.Feeds.Formats.Linting;

/// <summary>Collects findings.</summary>
/// <param name="bytes">The document.</param>
internal sealed class LintReport(byte[] bytes)
{
    // A broken generator breaks every entry alike: more of the same helps nobody.
    private const int Most = 200;

    private readonly List<LintFinding> _findings = [];

    public IReadOnlyList<LintFinding> Findings => _findings;

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
        var before = bytes.AsSpan(0, (int)Math.Min(offset, bytes.Length));
        return new LintPlace(before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    private void Add(int rule, ProblemSeverity severity, LintPlace place, string message)
    {
        if (_findings.Count == Most)
            return;
        if (place.Offset is { } offset)
            place = Locate(offset);
        _findings.Add(new LintFinding(rule, severity, message, place.Line, place.Column));
    }
}
