using System.Collections.Immutable;

namespace Syndication.Feeds.Content;

/// <summary>Gathers the problems of one file.</summary>
internal sealed class ProblemList(string file)
{
    private readonly ImmutableArray<Problem>.Builder problems = ImmutableArray.CreateBuilder<Problem>();

    /// <summary>Whether one of them is an error.</summary>
    public bool HasError { get; private set; }

    /// <summary>Adds an error.</summary>
    public void Error(string code, int line, int column, string message, string help)
    {
        HasError = true;
        problems.Add(new(file, line, column, ProblemSeverity.Error, code, message, help));
    }

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, int line, int column, string message, string help) =>
        problems.Add(new(file, line, column, ProblemSeverity.Warning, code, message, help));

    /// <summary>All of them, in the file's order.</summary>
    public ImmutableArray<Problem> ToImmutable() =>
        problems.Count == 0 ? [] : [.. problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];
}
