using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Syndication.Tests.Support.WebSub;

/// <summary>A request as a server received it.</summary>
public sealed record RecordedRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The fields of its query.</summary>
    public Dictionary<string, StringValues> Query => QueryHelpers.ParseQuery(PathAndQuery.Contains('?', StringComparison.Ordinal) ? PathAndQuery[PathAndQuery.IndexOf('?', StringComparison.Ordinal)..] : "");

    /// <summary>The fields of its form.</summary>
    public Dictionary<string, StringValues> Form => QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(Body));

    internal static async Task<RecordedRequest> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new RecordedRequest(context.Request.Method, context.Request.Path.Value + context.Request.QueryString.Value, headers, body.ToArray());
    }
}
