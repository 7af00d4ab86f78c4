using Syndication.Worker.Model;

namespace Syndication.Worker.Newsletters.Outlook;

/// <summary>Counts who gets what at a firing.</summary>
internal sealed class FiringCount
{
    /// <summary>How many get each post, by identity; 0 for those that only a reader of every tag would get.</summary>
    public Dictionary<string, long> Posts { get; } = new(StringComparer.Ordinal);

    /// <summary>How many get a message.</summary>
    public long Readers { get; private set; }

    /// <summary>Posts of the longest digest.</summary>
    public int Longest { get; private set; }

    /// <summary>Adds readers who get the same.</summary>
    public void Add(VariantSpec variant, long readers)
    {
        Readers += readers;
        Longest = Math.Max(Longest, variant.Posts.Length);
        foreach (var post in variant.Posts) Posts[post.Id] = Posts.GetValueOrDefault(post.Id) + readers;
    }
}
