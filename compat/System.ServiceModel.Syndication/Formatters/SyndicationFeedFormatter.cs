using System.Runtime.Serialization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes feeds in one format.</summary>
[DataContract]
public abstract class SyndicationFeedFormatter
{
    /// <summary>A formatter that reads.</summary>
    protected SyndicationFeedFormatter()
    {
    }

    /// <summary>A formatter that writes.</summary>
    /// <param name="feedToWrite">The feed.</param>
    protected SyndicationFeedFormatter(SyndicationFeed feedToWrite)
    {
        ArgumentNullException.ThrowIfNull(feedToWrite);
        Feed = feedToWrite;
    }

    /// <summary>The feed to write, or that was read.</summary>
    public SyndicationFeed? Feed { get; private set; }

    /// <summary>The format's name, one of <see cref="SyndicationVersions"/>.</summary>
    public abstract string Version { get; }

    /// <summary>Whether a reader stands on a feed of this format.</summary>
    /// <param name="reader">The reader.</param>
    public abstract bool CanRead(XmlReader reader);

    /// <summary>Reads a feed into <see cref="Feed"/>.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <exception cref="XmlException">It is no feed of this format.</exception>
    public abstract void ReadFrom(XmlReader reader);

    /// <summary>Writes <see cref="Feed"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="InvalidOperationException">There is no feed.</exception>
    public abstract void WriteTo(XmlWriter writer);

    /// <inheritdoc/>
    public override string ToString() => $"{GetType()}, SyndicationVersion={Version}";

    /// <summary>A category of the feed's making.</summary>
    /// <param name="feed">The feed.</param>
    protected internal static SyndicationCategory CreateCategory(SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.CreateCategory() ?? throw NothingCreated();
    }

    /// <summary>A category of the item's making.</summary>
    /// <param name="item">The item.</param>
    protected internal static SyndicationCategory CreateCategory(SyndicationItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.CreateCategory() ?? throw NothingCreated();
    }

    /// <summary>An item of the feed's making.</summary>
    /// <param name="feed">The feed.</param>
    protected internal static SyndicationItem CreateItem(SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.CreateItem() ?? throw NothingCreated();
    }

    /// <summary>A link of the feed's making.</summary>
    /// <param name="feed">The feed.</param>
    protected internal static SyndicationLink CreateLink(SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.CreateLink() ?? throw NothingCreated();
    }

    /// <summary>A link of the item's making.</summary>
    /// <param name="item">The item.</param>
    protected internal static SyndicationLink CreateLink(SyndicationItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.CreateLink() ?? throw NothingCreated();
    }

    /// <summary>A person of the feed's making.</summary>
    /// <param name="feed">The feed.</param>
    protected internal static SyndicationPerson CreatePerson(SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        return feed.CreatePerson() ?? throw NothingCreated();
    }

    /// <summary>A person of the item's making.</summary>
    /// <param name="item">The item.</param>
    protected internal static SyndicationPerson CreatePerson(SyndicationItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.CreatePerson() ?? throw NothingCreated();
    }

    /// <summary>Sets <see cref="Feed"/> before it is filled.</summary>
    /// <param name="feed">The feed.</param>
    protected internal virtual void SetFeed(SyndicationFeed feed)
    {
        ArgumentNullException.ThrowIfNull(feed);
        Feed = feed;
    }

    /// <summary>A feed for reading to fill.</summary>
    protected abstract SyndicationFeed CreateFeedInstance();

    private static InvalidOperationException NothingCreated() => new("A derived type created null.");
}
