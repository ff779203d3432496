const rows = ['a', 'b', 'c', 'd'];

/** The rows of a list without their texts. */
export function BareRows() {
  return (
    <div className="card device-list">
      {rows.map((row) => (
        <div key={row} className="row device-row">
          <div className="device-body">
            <span className="tile" />
            <div className="min-w-0">
              <span className="bone my-1 h-4 w-44 max-w-full" />
              <span className="bone mt-2 h-3.5 w-36 max-w-full" />
            </div>
            <span className="row-action bone h-11 w-20" />
            <span className="row-toggle" />
          </div>
        </div>
      ))}
    </div>
  );
}
