using System.Collections.ObjectModel;

namespace System.ServiceModel.Syndication;

/// <summary>A collection that refuses null.</summary>
internal sealed class NonNullCollection<T> : Collection<T> where T : class
{
    protected override void InsertItem(int index, T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.InsertItem(index, item);
    }

    protected override void SetItem(int index, T item)
    {
        ArgumentNullException.ThrowIfNull(item);
        base.SetItem(index, item);
    }

    /// <summary>A copy whose elements are copied too; null stays null.</summary>
    public static NonNullCollection<T>? Copy(Collection<T>? source, Func<T, T> copy)
    {
        if (source is null)
            return null;
        var result = new NonNullCollection<T>();
        foreach (var element in source)
            result.Add(copy(element));
        return result;
    }
}
