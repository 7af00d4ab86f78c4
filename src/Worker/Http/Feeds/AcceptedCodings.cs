using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Syndication.Worker.Http.Feeds;

/// <summary>Remembers what the common values of Accept-Encoding come to, since readers send a handful of them millions of times.</summary>
internal sealed class AcceptedCodings
{
    // Values are the clients' to invent: past this many they are read afresh each time.
    private const int MostRemembered = 256;

    private readonly ConcurrentDictionary<string, ContentCoding> remembered = new(StringComparer.Ordinal);
    private int count;

    /// <summary>The coding for a request's Accept-Encoding.</summary>
    public ContentCoding Choose(StringValues acceptEncoding)
    {
        if (acceptEncoding.Count == 0) return ContentCoding.Identity;
        if (acceptEncoding.Count > 1) return ContentCoding.Choose(acceptEncoding);
        var value = acceptEncoding[0] ?? "";
        if (remembered.TryGetValue(value, out var known)) return known;
        var chosen = ContentCoding.Choose(acceptEncoding);
        if (Volatile.Read(ref count) < MostRemembered && remembered.TryAdd(value, chosen)) Interlocked.Increment(ref count);
        return chosen;
    }
}
