-- For the worker that removes requests past their class.
CREATE INDEX data_requests_decided ON data_requests (decide_time) WHERE decide_time IS NOT NULL;
