using System.Text.RegularExpressions;

namespace Syndication.Worker.Hosting.Content.Git;

/// <summary>The address of a repository, its credentials kept apart: they go to git by its environment, so that no list of processes, message or log holds them.</summary>
/// <param name="Url">What git is given: an address without credentials, <c>user@host:path</c>, or an absolute path.</param>
/// <param name="User">User for http and https; empty for none.</param>
/// <param name="Password">Password or token for http and https; empty for none.</param>
public sealed partial record GitAddress(string Url, string User = "", string Password = "")
{
    private static readonly string[] Schemes = ["https", "http", "ssh", "git", "file"];

    /// <summary>Reads an address; null where git may not be given it.</summary>
    /// <param name="text">As configured.</param>
    /// <param name="baseFolder">What relative paths belong to.</param>
    public static GitAddress? Parse(string text, string baseFolder)
    {
        // "ext::" and its like run programs, and what begins with a dash would be an option.
        if (text.StartsWith('-') || text.Any(char.IsControl) || Helper().IsMatch(text)) return null;
        if (text.Contains("://", StringComparison.Ordinal)) return ParseUrl(text);
        if (ShortForm().Match(text) is { Success: true } ssh) return ssh.Groups["host"].Value.StartsWith('-') ? null : new GitAddress(text);
        return new GitAddress(Path.GetFullPath(text, baseFolder));
    }

    /// <inheritdoc/>
    public override string ToString() => Credentials().Replace(Url, "://***@");

    private static GitAddress? ParseUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !Schemes.Contains(address.Scheme, StringComparer.Ordinal)) return null;
        if (address.Host.StartsWith('-') || (address.Host.Length == 0 && !address.IsFile)) return null;
        if (address.Scheme is not ("http" or "https") || address.UserInfo.Length == 0) return address.UserInfo.StartsWith('-') ? null : new GitAddress(text);
        var parts = address.UserInfo.Split(':', 2);
        var end = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var bare = text[..end] + text[(text.IndexOf('@', end) + 1)..];
        return new GitAddress(bare, Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    [GeneratedRegex("://[^/@]*:[^/@]*@", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Credentials();

    [GeneratedRegex("^[A-Za-z0-9+.-]+::", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Helper();

    [GeneratedRegex(@"^(?:[^@/:\\]+@)?(?<host>[^@/:\\]{2,}):", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShortForm();
}
