using System.Collections;

namespace MimeKit;

/// <summary>Groups of header fields.</summary>
public class HeaderListCollection : ICollection<HeaderList>
{
    private readonly List<HeaderList> groups = [];

    /// <summary>Creates an empty collection.</summary>
    public HeaderListCollection()
    {
    }

    /// <summary>The number of groups.</summary>
    public int Count => groups.Count;

    /// <summary>False.</summary>
    public bool IsReadOnly => false;

    /// <summary>The group at an index.</summary>
    public HeaderList this[int index]
    {
        get => groups[index];
        set => groups[index] = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Adds a group.</summary>
    public void Add(HeaderList group)
    {
        ArgumentNullException.ThrowIfNull(group);
        groups.Add(group);
    }

    /// <summary>Removes every group.</summary>
    public void Clear() => groups.Clear();

    /// <summary>Whether the group is present.</summary>
    public bool Contains(HeaderList group) => groups.Contains(group);

    /// <summary>Copies the groups into an array.</summary>
    public void CopyTo(HeaderList[] array, int arrayIndex) => groups.CopyTo(array, arrayIndex);

    /// <summary>Removes a group.</summary>
    public bool Remove(HeaderList group) => groups.Remove(group);

    /// <summary>The groups in their order.</summary>
    public IEnumerator<HeaderList> GetEnumerator() => groups.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
