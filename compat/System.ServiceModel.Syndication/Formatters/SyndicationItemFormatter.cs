using System.Runtime.Serialization;
using System.Xml;

namespace System.ServiceModel.Syndication;

/// <summary>Reads and writes single items in one format.</summary>
[DataContract]
public abstract class SyndicationItemFormatter
{
    /// <summary>A formatter that reads.</summary>
    protected SyndicationItemFormatter()
    {
    }

    /// <summary>A formatter that writes.</summary>
    /// <param name="itemToWrite">The item.</param>
    protected SyndicationItemFormatter(SyndicationItem itemToWrite)
    {
        ArgumentNullException.ThrowIfNull(itemToWrite);
        Item = itemToWrite;
    }

    /// <summary>The item to write, or that was read.</summary>
    public SyndicationItem? Item { get; private set; }

    /// <summary>The format's name, one of <see cref="SyndicationVersions"/>.</summary>
    public abstract string Version { get; }

    /// <summary>Whether a reader stands on an item of this format.</summary>
    /// <param name="reader">The reader.</param>
    public abstract bool CanRead(XmlReader reader);

    /// <summary>Reads an item into <see cref="Item"/>.</summary>
    /// <param name="reader">A reader at it.</param>
    /// <exception cref="XmlException">It is no item of this format.</exception>
    public abstract void ReadFrom(XmlReader reader);

    /// <summary>Writes <see cref="Item"/>.</summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="InvalidOperationException">There is no item.</exception>
    public abstract void WriteTo(XmlWriter writer);

    /// <inheritdoc/>
    public override string ToString() => $"{GetType()}, SyndicationVersion={Version}";

    /// <summary>Sets <see cref="Item"/> before it is filled.</summary>
    /// <param name="item">The item.</param>
    protected internal virtual void SetItem(SyndicationItem item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Item = item;
    }

    /// <summary>An item for reading to fill.</summary>
    protected abstract SyndicationItem CreateItemInstance();
}
