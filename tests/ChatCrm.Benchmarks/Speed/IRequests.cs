namespace ChatCrm.Benchmarks.Speed;

/// <summary>What a platform sends, each time as if for the first time.</summary>
internal interface IRequests
{
    /// <summary>The whole HTTP request of the n-th text; the texts begin again behind the last.</summary>
    byte[] Request(int n);
}
