using System.Text.Json;
using System.Web;

namespace Syndication.Worker.Http.Hooks;

/// <summary>Reads which branch a push was to.</summary>
internal static class HookEvent
{
    private const string Branches = "refs/heads/";

    /// <summary>The branch that the body names as GitHub, GitLab, Gitea and Forgejo do (<c>ref</c>); null where it names none.</summary>
    /// <param name="contentType">The body's type: JSON, or a form with the JSON in <c>payload</c>.</param>
    /// <param name="body">The body.</param>
    public static string? FindBranch(string? contentType, byte[] body)
    {
        var isForm = contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        var json = isForm ? HttpUtility.ParseQueryString(System.Text.Encoding.UTF8.GetString(body))["payload"] : null;
        try
        {
            using var document = json is null ? JsonDocument.Parse(body) : JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("ref", out var name)) return null;
            var text = name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
            return text.StartsWith(Branches, StringComparison.Ordinal) ? text[Branches.Length..] : text;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
