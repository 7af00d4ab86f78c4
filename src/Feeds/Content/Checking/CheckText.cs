using System.Globalization;

namespace Syndication.Feeds.Content.Checking;

/// <summary>Prints a check's report for people.</summary>
internal static class CheckText
{
    /// <summary>Writes a line a file that is not excluded, then the problems, then the counts.</summary>
    public static void Write(ContentSnapshot snapshot, TextWriter output)
    {
        foreach (var file in snapshot.Files.Where(file => file.Outcome != PostOutcome.Excluded))
        {
            var post = file.Post is { } known ? string.Create(CultureInfo.InvariantCulture, $"  {known.Published:yyyy-MM-dd}  {known.Title}  {known.Url}") : "";
            output.WriteLine($"{CheckJson.Name(file.Outcome),-9}  {file.File}{post}");
        }

        if (snapshot.Problems.Length > 0) output.WriteLine();
        foreach (var problem in snapshot.Problems)
        {
            output.WriteLine(FormattableString.Invariant(
                $"{problem.File}:{problem.Line}:{problem.Column}: {CheckJson.Name(problem.Severity)} {problem.Code}: {problem.Message}"));
            if (problem.Help.Length > 0) output.WriteLine($"    {problem.Help}");
        }

        output.WriteLine();
        output.WriteLine(string.Join(", ", Enum.GetValues<PostOutcome>().Select(outcome =>
            string.Create(CultureInfo.InvariantCulture, $"{snapshot.Files.Count(file => file.Outcome == outcome)} {CheckJson.Name(outcome)}"))) + ".");
        var errors = snapshot.Problems.Count(problem => problem.Severity == ProblemSeverity.Error);
        output.WriteLine(FormattableString.Invariant($"{errors} errors, {snapshot.Problems.Length - errors} warnings."));
    }
}
