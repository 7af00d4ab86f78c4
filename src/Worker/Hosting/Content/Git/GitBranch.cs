namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>What may be the name of a branch.</summary>
internal static class GitBranch
{
    /// <summary>Whether git takes a text as a branch's name (git-check-ref-format(1)), and as nothing else.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= 250
        && text[0] is not ('-' or '/')
        && text[^1] is not ('/' or '.')
        && !text.Any(letter => char.IsControl(letter) || letter is ' ' or '~' or '^' or ':' or '?' or '*' or '[' or '\\')
        && !text.Contains("..", StringComparison.Ordinal) && !text.Contains("@{", StringComparison.Ordinal) && text != "@"
        && text.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal));
}
