using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace ChatCrm.Bot.Storage;

/// <summary>
/// The head of the index that SQLite keeps of its log in shared memory: it changes with every commit, whichever process makes it. Reading it costs no call
/// into SQLite and never waits, not even where the file stands still. https://sqlite.org/walformat.html#the_wal_index_header
/// </summary>
/// <remarks>
/// Closing that file drops all locks that this process holds on it, SQLite's own too (https://sqlite.org/howtocorrupt.html, 2.2). So it is opened once for
/// all stores of this process, and closed with the last of them. A connection of its own keeps SQLite from putting another file in its place. Where opening
/// a file to read takes a lock that SQLite's own meet (macOS, BSD), it is not opened.
/// </remarks>
internal sealed class SqliteIndex : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, SqliteIndex> Opened = new(StringComparer.Ordinal);

    private readonly SqliteFile file;
    private int users;
    private SqliteConnection? connection;
    private FileStream? opened;
    private MemoryMappedFile? map;
    private volatile MemoryMappedViewAccessor? view;

    private SqliteIndex(SqliteFile file) => this.file = file;

    /// <summary>Whether the index can be looked at beside SQLite.</summary>
    public static bool IsReadable { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsWindows();

    /// <summary>The index of a file that exists, shared with other stores. To be disposed of after all other connections of the store are closed.</summary>
    public static SqliteIndex Of(SqliteFile file)
    {
        lock (Gate)
        {
            if (!Opened.TryGetValue(file.Path, out var index)) Opened.Add(file.Path, index = new(file));
            index.users++;
            return index;
        }
    }

    /// <summary>What the index says now.</summary>
    /// <exception cref="SqliteException">The file cannot be opened.</exception>
    /// <exception cref="IOException">Its index cannot.</exception>
    public Head Read()
    {
        (view ?? View()).Read(0, out Head head);
        return head;
    }

    public void Dispose()
    {
        lock (Gate)
        {
            if (--users > 0) return;
            Opened.Remove(file.Path);
            connection?.Dispose();
            view?.Dispose();
            map?.Dispose();
            opened?.Dispose();
        }
    }

    private MemoryMappedViewAccessor View()
    {
        lock (Gate)
        {
            connection ??= file.Open();
            opened ??= new(file.Path + "-shm", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            map ??= MemoryMappedFile.CreateFromFile(opened, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            return view ??= map.CreateViewAccessor(0, Marshal.SizeOf<Head>(), MemoryMappedFileAccess.Read);
        }
    }

    /// <summary>The header's first copy: its format, the counter of changes, where the log ends, its sums and salts. To be compared, not read.</summary>
    internal readonly record struct Head(long Format, long Change, long End, long Sum, long Salt, long Check)
    {
        /// <summary>False where SQLite has not written it yet: then it says nothing.</summary>
        public bool IsWritten => Change >> 32 != 0;
    }
}
