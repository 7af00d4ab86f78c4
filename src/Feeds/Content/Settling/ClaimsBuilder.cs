using System.Collections.Immutable;

namespace Syndication.Feeds.Content.Settling;

/// <summary>Changes claims one by one.</summary>
internal sealed class ClaimsBuilder(Claims before)
{
    private readonly ImmutableDictionary<string, string>.Builder holders = before.Holders.ToBuilder();
    private readonly ImmutableDictionary<string, ImmutableSortedSet<string>>.Builder contested = before.Contested.ToBuilder();

    /// <summary>The files that share a name with another.</summary>
    public IEnumerable<string> ContestedFiles => contested.Values.SelectMany(files => files);

    /// <summary>Whether a file other than this one claims the name.</summary>
    public bool IsClaimedByAnother(string name, string file) => contested.ContainsKey(name) || (holders.TryGetValue(name, out var holder) && holder != file);

    /// <summary>A file claims a name; without a name it claims nothing.</summary>
    public void Add(string? name, string file)
    {
        if (name is null) return;
        if (contested.TryGetValue(name, out var files)) contested[name] = files.Add(file);
        else if (!holders.TryGetValue(name, out var holder)) holders.Add(name, file);
        else if (holder != file) contested.Add(name, ImmutableSortedSet.Create(StringComparer.Ordinal, holder, file));
    }

    /// <summary>A file claims a name no more.</summary>
    public void Remove(string? name, string file)
    {
        if (name is null) return;
        if (!contested.TryGetValue(name, out var files))
        {
            if (holders.GetValueOrDefault(name) == file) holders.Remove(name);
            return;
        }

        var left = files.Remove(file);
        if (left.Count > 1)
        {
            contested[name] = left;
            return;
        }

        contested.Remove(name);
        holders[name] = left[0];
    }

    /// <summary>The claims now.</summary>
    public Claims ToClaims() => new(holders.ToImmutable(), contested.ToImmutable());
}
