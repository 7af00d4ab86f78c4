namespace Syndication.Worker.Hosting.Content;

/// <summary>Paths that moved and have not been read yet, with when each moved last: a file that is still being written waits, the others do not.</summary>
/// <param name="time">Measures quiet.</param>
internal sealed class PendingPaths(TimeProvider time)
{
    private readonly Dictionary<string, long> moved = new(StringComparer.Ordinal);

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => moved.Count == 0;

    /// <summary>Notes that a path moved just now.</summary>
    public void Note(string path) => moved[path] = time.GetTimestamp();

    /// <summary>Forgets everything, since everything will be compared.</summary>
    public void Clear() => moved.Clear();

    /// <summary>Whether something moved less than this long ago.</summary>
    public bool HasNoise(TimeSpan quiet) => moved.Values.Any(last => time.GetElapsedTime(last) < quiet);

    /// <summary>Takes the paths out that have not moved for this long.</summary>
    public List<string> TakeQuiet(TimeSpan quiet)
    {
        var taken = moved.Where(path => time.GetElapsedTime(path.Value) >= quiet).Select(path => path.Key).ToList();
        foreach (var path in taken) moved.Remove(path);
        return taken;
    }
}
