using System.Globalization;
using Syndication.Feeds.Content;
using Syndication.Feeds.Content.Explaining;

namespace Syndication.Worker.Cli.Explaining;

/// <summary>Writes an answer for people: what it comes to first, then why.</summary>
internal static class PostAnswerText
{
    private const int Label = 12;

    /// <summary>The answer's lines.</summary>
    public static IEnumerable<string> Lines(PostAnswer answer)
    {
        foreach (var note in answer.Notes) yield return "NOTE  " + note;
        foreach (var held in answer.Held) yield return "HELD  " + held;
        yield return $"{answer.Outcome.ToUpperInvariant()}  {answer.Title ?? answer.File}";
        yield return answer.Because;
        yield return "";
        yield return Line("file", answer.File);
        if (answer.Url is { } url) yield return Line("address", url);
        foreach (var line in Identity(answer.Identity)) yield return line;
        foreach (var line in Section("problems", answer.Problems, Problem)) yield return line;
        foreach (var line in Section("rules", answer.Rules, Rule)) yield return line;
        foreach (var line in Section("feeds", answer.Feeds, Membership)) yield return line;
        foreach (var line in Section("newsletters", answer.Newsletters, Membership)) yield return line;
        foreach (var line in Section("mailed", answer.Editions, edition => string.Create(CultureInfo.InvariantCulture,
            $"{edition.Newsletter} {edition.Occurrence}: {edition.Sent} readers, {edition.Waiting} waiting (edition {edition.Id})"))) yield return line;
    }

    private static IEnumerable<string> Identity(IdentityAnswer? identity)
    {
        if (identity is null) yield break;
        yield return Line("identity", identity.Id);
        yield return Line("", identity.Origin);
        if (identity.FirstSeen is { } seen) yield return Line("first seen", CommandTime.Say(seen));
        if (identity.Updated is { } updated) yield return Line("changed", CommandTime.Say(updated));
        if (identity.RemovedAt is { } removed) yield return Line("removed", CommandTime.Say(removed));
        foreach (var past in identity.Past)
        {
            var until = past.RemovedAt is { } gone ? $"removed {CommandTime.Say(gone)}, back {CommandTime.Say(past.Until)}" : $"until {CommandTime.Say(past.Until)}";
            yield return Line("was", $"{until}: {past.File} at {past.Url}, text {past.ContentHash[..Math.Min(8, past.ContentHash.Length)]}");
        }
    }

    private static IEnumerable<string> Section<T>(string name, IReadOnlyList<T> items, Func<T, string> say)
    {
        if (items.Count == 0) yield break;
        yield return "";
        yield return name;
        foreach (var item in items) yield return "  " + say(item);
    }

    private static string Rule(RuleFinding rule)
    {
        var mark = rule.Passes switch
        {
            true => "ok ",
            false => "NO ",
            _ => "   ",
        };
        var from = rule.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"  (line {line}{(rule.Key is null ? "" : ": " + rule.Key)})") : "";
        return $"{mark} {rule.Rule,-14} {rule.Result}{from}";
    }

    private static string Membership(MembershipAnswer membership) => $"{(membership.Holds ? "yes" : "no "),-3}  {membership.Name,-24} {membership.Because}";

    private static string Problem(Problem problem) => string.Create(CultureInfo.InvariantCulture,
        $"line {problem.Line}: {(problem.Severity == ProblemSeverity.Error ? "error" : "warning")} {problem.Code}: {problem.Message} {problem.Help}").TrimEnd();

    private static string Line(string label, string text) => label.PadRight(Label) + text;
}
